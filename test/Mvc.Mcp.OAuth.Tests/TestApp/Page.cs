using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>What a browser was answered.</summary>
public sealed record Page(HttpStatusCode Status, string Body, Uri? Location, Dictionary<string, string> Headers)
{
    /// <summary>A parameter of the address that the browser is sent to.</summary>
    public string? Sent(string parameter) =>
        Location is not null && QueryHelpers.ParseQuery(Location.Query).TryGetValue(parameter, out var value) ? value.ToString() : null;
}
