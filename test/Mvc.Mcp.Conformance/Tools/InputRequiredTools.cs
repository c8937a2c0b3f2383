using System.ComponentModel;
using Microsoft.AspNetCore.DataProtection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using System.Security.Cryptography;

namespace Mvc.Mcp.Conformance.Tools;

/// <summary>What tools ask of a client without a session: their answer is a question, and the client calls again.</summary>
[McpServerToolType]
public sealed class InputRequiredTools(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("conformance.request-state");

    [McpServerTool(Name = "test_input_required_result_elicitation"), Description("Asks the user for a name.")]
    public static string Elicit(RequestContext<CallToolRequestParams> request) =>
        request.Params.InputResponses?.TryGetValue("user_name", out var answer) is true &&
            Questions.TryRead(answer, "name", out var name)
                ? $"Hello, {name}!"
                : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["user_name"] = Questions.Name() });

    [McpServerTool(Name = "test_input_required_result_sampling"), Description("Asks the client's model.")]
    public static string Sample(RequestContext<CallToolRequestParams> request) =>
        request.Params.InputResponses?.TryGetValue("capital_question", out var answer) is true
            ? $"The model says: {answer.Deserialize(InputResponse.CreateMessageResultJsonTypeInfo)?.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}"
            : throw new InputRequiredException(new Dictionary<string, InputRequest>
            {
                ["capital_question"] = Questions.Model("What is the capital of France?"),
            });

    [McpServerTool(Name = "test_input_required_result_list_roots"), Description("Asks the client for its roots.")]
    public static string ListRoots(RequestContext<CallToolRequestParams> request) =>
        request.Params.InputResponses?.TryGetValue("client_roots", out var answer) is true
            ? $"The client has {answer.Deserialize(InputResponse.ListRootsResultJsonTypeInfo)?.Roots.Count} roots."
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["client_roots"] = Questions.Roots() });

    [McpServerTool(Name = "test_input_required_result_multiple_inputs"), Description("Asks three things at once.")]
    public static string AskTogether(RequestContext<CallToolRequestParams> request) =>
        request.Params.InputResponses is { Count: >= 3 }
            ? "All three are answered."
            : throw new InputRequiredException(
                new Dictionary<string, InputRequest>
                {
                    ["user_name"] = Questions.Name(),
                    ["greeting"] = Questions.Model("Generate a greeting"),
                    ["client_roots"] = Questions.Roots(),
                },
                requestState: "asked");

    [McpServerTool(Name = "test_input_required_result_multi_round"), Description("Asks one thing after the other.")]
    public static string AskInTurn(RequestContext<CallToolRequestParams> request) => request.Params.RequestState switch
    {
        null => throw new InputRequiredException(new Dictionary<string, InputRequest> { ["step1"] = Questions.Name() }, requestState: "first"),
        "first" => throw new InputRequiredException(
            new Dictionary<string, InputRequest> { ["step2"] = Questions.Text("What is your favorite color?", "color") }, requestState: "second"),
        _ => "Both are answered.",
    };

    [McpServerTool(Name = "test_input_required_result_request_state"), Description("Leaves its memory with the client.")]
    public string Remember(RequestContext<CallToolRequestParams> request) => Confirm(request, "state-ok");

    [McpServerTool(Name = "test_input_required_result_tampered_state"), Description("Trusts only memories that it sealed itself.")]
    public string RememberSealed(RequestContext<CallToolRequestParams> request) => Confirm(request, "The state is what it was.");

    [McpServerTool(Name = "test_input_required_result_capabilities"), Description("Asks only what the client can answer.")]
    public static string AskWhatIsPossible(RequestContext<CallToolRequestParams> request)
    {
        var capabilities = request.JsonRpcRequest.Context?.ClientCapabilities;
        var questions = new Dictionary<string, InputRequest>();
        if (capabilities?.Elicitation is not null)
            questions["user_name"] = Questions.Name();
        if (capabilities?.Sampling is not null)
            questions["capital_question"] = Questions.Model("What is the capital of France?");
        if (capabilities?.Roots is not null)
            questions["client_roots"] = Questions.Roots();

        return request.Params.InputResponses is { Count: > 0 } || questions.Count == 0
            ? "Nothing is left to ask."
            : throw new InputRequiredException(questions);
    }

    private string Confirm(RequestContext<CallToolRequestParams> request, string confirmed)
    {
        if (request.Params.RequestState is not { } state)
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest> { ["confirm"] = Questions.YesOrNo("Please confirm") }, requestState: _seal.Protect("asked"));
        }

        try
        {
            return _seal.Unprotect(state) == "asked" ? confirmed : "";
        }
        catch (CryptographicException)
        {
            throw new McpProtocolException("The request state is not one that this server gave out.", McpErrorCode.InvalidParams);
        }
    }
}
