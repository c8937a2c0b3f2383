using System.Text;
using System.Text.Json;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Reads the JSON of a response for <c>structuredContent</c>.</summary>
internal static class StructuredContent
{
    /// <summary>The JSON; null where it is not JSON after all, or where the client's protocol version has no place for it.</summary>
    public static JsonElement? Read(
        ToolDefinition operation, ReadOnlySpan<byte> body, MediaType type, string text, string? protocolVersion)
    {
        // From 2026-07-28 on any JSON value may stand there, before only an object.
        var anyValue = ProtocolVersion.AllowsAnyStructuredContent(protocolVersion);
        if (!anyValue && operation.WrapResult)
            return Parse(Wrap(Utf8(body, type, text)));
        var value = Parse(Utf8(body, type, text));
        return anyValue || value is { ValueKind: JsonValueKind.Object } ? value : null;
    }

    /// <summary>What stands for an answer without content, where null is among what the operation answers; null where it is not.</summary>
    public static JsonElement? OfNothing(ToolDefinition operation, string? protocolVersion) =>
        operation.AnswersNull && ProtocolVersion.AllowsAnyStructuredContent(protocolVersion) ? _null : null;

    private static readonly JsonElement _null = JsonElement.Parse("null");

    private static ReadOnlySpan<byte> Utf8(ReadOnlySpan<byte> body, MediaType type, string text) =>
        type.Encoding is UTF8Encoding ? body : Encoding.UTF8.GetBytes(text);

    private static ReadOnlySpan<byte> Wrap(ReadOnlySpan<byte> body)
    {
        var wrapped = new byte[body.Length + 12];
        """{"result":"""u8.CopyTo(wrapped);
        body.CopyTo(wrapped.AsSpan(10));
        wrapped[10 + body.Length] = (byte)'}';
        return wrapped.AsSpan(0, body.Length + 11);
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            // The action said JSON and wrote something else: the text is still there.
            return null;
        }
    }
}
