using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Tools.Shaping;

namespace Mvc.Mcp.Results;

/// <summary>Leaves out of an answer what a call does not want of it.</summary>
internal static class FieldProjection
{
    /// <summary>The answer with nothing but what is wanted; the answer itself where it is no JSON, or no success.</summary>
    public static ActionResponse Apply(FieldTree? fields, ActionResponse response)
    {
        if (fields is null || response.StatusCode >= StatusCodes.Status300MultipleChoices || response.Body.IsEmpty)
            return response;
        var type = MediaType.Parse(response.Headers.ContentType, response.Body.Span);
        if (type.Kind != MediaKind.Json || !TryParse(type, response, out var document))
            return response;
        using (document)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                fields.Write(document.RootElement, writer);
            IHeaderDictionary headers = new HeaderDictionary();
            foreach (var header in response.Headers)
                headers[header.Key] = header.Value;
            // What was written here is UTF-8, whatever the action had chosen.
            headers.ContentType = "application/json";
            headers.ContentLength = null;
            return new ActionResponse(response.StatusCode, headers, buffer.WrittenMemory, response) { TraceId = response.TraceId };
        }
    }

    private static bool TryParse(MediaType type, ActionResponse response, [NotNullWhen(true)] out JsonDocument? document)
    {
        try
        {
            document = JsonDocument.Parse(type.TextOf(response.Body.Span));
            return true;
        }
        catch (JsonException)
        {
            // The action said JSON and wrote something else.
            document = null;
            return false;
        }
    }
}
