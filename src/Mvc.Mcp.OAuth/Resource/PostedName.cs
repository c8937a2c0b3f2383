using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>Looks into a body for its method and the name that it is about, without taking anything of it.</summary>
internal static class PostedName
{
    // A larger one is left to the server, where the refusal is the tool's own.
    private const int MaxLength = 1024 * 1024;

    /// <summary>The method and the name, or null where the body is not of that kind, too large, or no JSON.</summary>
    public static async ValueTask<(string Method, string Name)?> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasJsonContentType() || request.ContentLength > MaxLength)
            return null;
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
                if (read.IsCompleted || read.Buffer.Length > MaxLength)
                {
                    var found = read.IsCompleted ? Find(read.Buffer) : null;
                    reader.AdvanceTo(read.Buffer.Start);
                    return found;
                }
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException)
        {
            // Too slow or cut off, which whoever reads it next finds out as well.
            return null;
        }
    }

    private static (string Method, string Name)? Find(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        string? method = null, name = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (method is null || name is null))
            {
                if (reader.ValueTextEquals("method"u8))
                    method = ReadText(ref reader);
                else if (reader.ValueTextEquals("params"u8))
                    name = ReadName(ref reader);
                else
                    SkipValue(ref reader);
            }
        }
        // Not JSON, or text that is none: the server says what is wrong.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        return method is not null && name is not null ? (method, name) : null;
    }

    // A resource is named by its address.
    private static string? ReadName(ref Utf8JsonReader reader)
    {
        string? name = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (name is null && (reader.ValueTextEquals("name"u8) || reader.ValueTextEquals("uri"u8)))
                name = ReadText(ref reader);
            else
                SkipValue(ref reader);
        }
        return name;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
