using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Conformance.Tools;

/// <summary>What a result can ask of a client.</summary>
internal static class Questions
{
    public static InputRequest Name() => Text("What is your name?", "name");

    public static InputRequest Text(string message, string property) =>
        Form(message, property, new ElicitRequestParams.StringSchema());

    public static InputRequest YesOrNo(string message) => Form(message, "ok", new ElicitRequestParams.BooleanSchema());

    public static InputRequest Model(string prompt) => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
        MaxTokens = 100,
    });

    public static InputRequest Roots() => InputRequest.ForRootsList(new ListRootsRequestParams());

    /// <summary>Reads what the user filled in; an answer that is none is as good as missing.</summary>
    public static bool TryRead(InputResponse answer, string property, out string? value)
    {
        value = null;
        try
        {
            if (answer.Deserialize(InputResponse.ElicitResultJsonTypeInfo)?.Content?.TryGetValue(property, out var content) is true)
                value = content.GetString();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The question is simply asked again.
        }

        return value is not null;
    }

    private static InputRequest Form(string message, string property, ElicitRequestParams.PrimitiveSchemaDefinition schema) =>
        InputRequest.ForElicitation(new ElicitRequestParams
        {
            Message = message,
            RequestedSchema = new()
            {
                Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition> { [property] = schema },
                Required = [property],
            },
        });
}
