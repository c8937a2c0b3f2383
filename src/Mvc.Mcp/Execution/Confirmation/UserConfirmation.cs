using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Confirmation;

/// <summary>
/// Asks the user before a tool runs that wants it. The SDK carries the question either way: to a client of 2026-07-28 as
/// an input-required result, after which it calls again with the answer, and in a session as an elicitation request.
/// </summary>
internal static class UserConfirmation
{
    private const string Key = "confirm";
    private const int LongestValue = 200;

    /// <summary>Whether the user has agreed to this call; otherwise <paramref name="refusal"/> says why it does not run.</summary>
    /// <exception cref="InputRequiredException">The user is to be asked now.</exception>
    public static bool IsGiven(
        ToolDefinition operation, RequestContext<CallToolRequestParams> request, [NotNullWhen(false)] out string? refusal)
    {
        refusal = null;
        var fingerprint = Fingerprint(request.Params);
        if (request.Params.InputResponses is { } responses && responses.TryGetValue(Key, out var response))
        {
            // The answer belongs to the question as it was shown: with other arguments it is none.
            if (!CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(fingerprint), Encoding.ASCII.GetBytes(request.Params.RequestState ?? "")))
                refusal = "The confirmation does not belong to this call. Call the tool again to ask the user.";
            else if (!IsYes(response))
                refusal = "The user did not agree to this call; it was not made.";
            return refusal is null;
        }

        if (request.Server.ClientCapabilities?.Elicitation is null || !request.Server.IsMrtrSupported)
        {
            refusal = $"'{operation.Tool.Name}' runs only after the user has confirmed it, and this client or connection cannot ask the user (elicitation).";
            return false;
        }

        throw new InputRequiredException(
            new Dictionary<string, InputRequest> { [Key] = InputRequest.ForElicitation(Question(operation, request.Params)) }, fingerprint);
    }

    private static bool IsYes(InputResponse response)
    {
        try
        {
            return response.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is { IsAccepted: true };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ElicitRequestParams Question(ToolDefinition operation, CallToolRequestParams call)
    {
        var message = new StringBuilder($"Run \"{operation.Title ?? operation.Tool.Name}\"?");
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, JsonElement>())
        {
            var text = value.GetRawText();
            message.Append('\n').Append(name).Append(": ").Append(text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…"));
        }

        return new ElicitRequestParams { Message = message.ToString(), RequestedSchema = new ElicitRequestParams.RequestSchema() };
    }

    private static string Fingerprint(CallToolRequestParams call)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(call.Name));
        foreach (var (name, value) in (call.Arguments ?? new Dictionary<string, JsonElement>()).OrderBy(argument => argument.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{name}\n{value.GetRawText()}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
