using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>Keeps every secret value that crosses the wire of an application, by the name that it goes by there.</summary>
public sealed partial class WireRecorder
{
    private static readonly HashSet<string> _names = new(
    [
        "code", "state", "code_verifier", "access_token", "refresh_token", "id_token", "token", "client_secret", "assertion", "request", "flow",
    ], StringComparer.Ordinal);

    private readonly HashSet<(string Name, string Value)> _seen = [];

    /// <summary>The values, each with its name.</summary>
    public IReadOnlyCollection<(string Name, string Value)> Seen => _seen;

    public void AddTo(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await RecordAsync(context.Request);
        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            Record(context.Response, Encoding.UTF8.GetString(copy.ToArray()));
            await body.WriteAsync(copy.ToArray());
        }
    });

    /// <summary>Keeps a value that crossed another wire, such as that to the identity provider.</summary>
    public void Add(string name, string? value)
    {
        // What is short is found everywhere by chance.
        if (value is { Length: >= 12 })
            _seen.Add((name, value));
    }

    private async Task RecordAsync(HttpRequest request)
    {
        Add(QueryHelpers.ParseQuery(request.QueryString.Value));
        if (request.HasFormContentType)
        {
            request.EnableBuffering();
            using var reader = new StreamReader(request.Body, leaveOpen: true);
            Add(QueryHelpers.ParseQuery(await reader.ReadToEndAsync()));
            request.Body.Position = 0;
        }
        foreach (var (name, value) in request.Cookies)
            Add($"cookie {name.Split('.')[0]}", value);
        Add("authorization", request.Headers.Authorization.ToString().Split(' ').Last());
    }

    private void Record(HttpResponse response, string body)
    {
        if (Uri.TryCreate(response.Headers.Location, UriKind.Absolute, out var location))
            Add(QueryHelpers.ParseQuery(location.Query));
        foreach (var cookie in response.Headers.SetCookie)
            Add("cookie", cookie!.Split(';')[0].Split('=', 2)[1]);
        foreach (Match field in SealedField().Matches(body))
            Add("request", field.Groups[1].Value);
        if (!body.StartsWith('{'))
            return;
        using var json = JsonDocument.Parse(body);
        foreach (var member in json.RootElement.EnumerateObject().Where(member => _names.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String))
            Add(member.Name, member.Value.GetString());
    }

    private void Add(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> parameters)
    {
        foreach (var (name, value) in parameters.Where(parameter => _names.Contains(parameter.Key)))
            Add(name, value.ToString());
    }

    [GeneratedRegex("name=\"request\" value=\"([^\"]+)\"")]
    private static partial Regex SealedField();
}
