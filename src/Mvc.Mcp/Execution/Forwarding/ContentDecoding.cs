using System.IO.Compression;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Undoes the content codings of an answer (RFC 9110, section 8.4). Some servers compress without being asked.</summary>
internal static class ContentDecoding
{
    /// <summary>A stream of the decoded body.</summary>
    /// <exception cref="InvalidDataException">A coding is unknown.</exception>
    public static Stream Decode(Stream body, IEnumerable<string> codings)
    {
        foreach (var coding in codings.Reverse())
        {
            body = coding.ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => new GZipStream(body, CompressionMode.Decompress),
                "DEFLATE" => new ZLibStream(body, CompressionMode.Decompress),
                "BR" => new BrotliStream(body, CompressionMode.Decompress),
                "IDENTITY" => body,
                _ => throw new InvalidDataException("The answer has a content coding that is unknown."),
            };
        }

        return body;
    }
}
