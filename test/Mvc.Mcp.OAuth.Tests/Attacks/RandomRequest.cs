using System.Text;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>A request as random as HTTP can carry it.</summary>
public sealed record RandomRequest(
    KeyValuePair<string, string>[] Query, KeyValuePair<string, string>[] Body, KeyValuePair<string, string>[] Headers, string ContentType)
{
    public HttpRequestMessage Create(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Query.Length == 0 ? path : $"{path}?{Encode(Query)}");
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, Strip(value));
        if (method == "POST")
        {
            // JSON has no pairs: there the texts alone are the body.
            var text = ContentType == "application/json" ? string.Concat(Body.Select(pair => pair.Value)) : Encode(Body);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Strip(ContentType));
        }
        return request;
    }

    public override string ToString() =>
        $"query {Encode(Query)} body {Encode(Body)} headers {Encode(Headers)} type {ContentType}";

    private static string Encode(KeyValuePair<string, string>[] pairs) =>
        string.Join('&', pairs.Select(pair => $"{Escape(pair.Key)}={Escape(pair.Value)}"));

    // Half a surrogate pair cannot be escaped; a broken escape sequence is the nearest thing that can be sent.
    private static string Escape(string text)
    {
        try
        {
            return text.Contains("%zz", StringComparison.Ordinal) ? text : Uri.EscapeDataString(text);
        }
        catch (UriFormatException)
        {
            return "%ED%A0%80";
        }
    }

    // No HTTP library sends line breaks in a header.
    private static string Strip(string text) => string.Concat(text.Where(c => c is not ('\r' or '\n' or '\0')));
}
