using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Reading;

/// <summary>Reads what a client POSTs.</summary>
internal static class PostReader
{
    public static async ValueTask<(Posted Posted, Refusal? Refusal)> ReadAsync(HttpContext http)
    {
        var (body, refusal) = await RequestBody.ReadAsync(http);
        if (refusal is not null)
            return (default, refusal);

        var parsed = MessageParser.Parse(body);
        http.Request.BodyReader.AdvanceTo(body.End);
        return parsed;
    }
}
