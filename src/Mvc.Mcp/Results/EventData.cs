using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Mvc.Mcp.Results;

/// <summary>Reads what server-sent events carry: a model has no use for their lines.</summary>
internal static class EventData
{
    /// <summary>The data of all events: a list in JSON where each of them is JSON, else a line or more for each.</summary>
    public static string Of(ReadOnlySpan<byte> body, out bool json)
    {
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        string[] data = [.. SseParser.Create(stream).Enumerate().Select(item => item.Data)];
        json = data.All(IsJson);
        return json ? $"[{string.Join(',', data)}]" : string.Join('\n', data);
    }

    private static bool IsJson(string data)
    {
        try
        {
            JsonElement.Parse(data);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
