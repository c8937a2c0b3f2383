using System.Text;

namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as they were sent, nothing decoded.</param>
/// <param name="Headers">The headers, each as one text.</param>
/// <param name="Body">The body.</param>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body of a multipart form with its boundary called B and ends of lines shown as line feeds.</summary>
    public string Parts
    {
        get
        {
            var boundary = Headers["Content-Type"].Split("boundary=")[1].Trim('"');
            return Text.Replace(boundary, "B").Replace("\r\n", "\n");
        }
    }
}
