using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations.Documents;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Puts the application's credentials into the request of a call, in the place of whatever stands there.</summary>
internal static class ForwardedCredentials
{
    /// <summary>Gets and writes them.</summary>
    public static async ValueTask ApplyAsync(
        HttpRequestMessage message, IReadOnlyList<CredentialUse> credentials, HttpContext? caller, CancellationToken cancellationToken)
    {
        foreach (var credential in credentials)
        {
            if (await credential.Credential.GetAsync(caller, cancellationToken) is not { Length: > 0 } value)
                continue;
            var text = credential.Write(value);
            switch (credential.Location)
            {
                case ParameterLocation.Header:
                    message.Headers.Remove(credential.Name);
                    message.Headers.TryAddWithoutValidation(credential.Name, text);
                    break;
                case ParameterLocation.Query:
                    message.RequestUri = WithQuery(message.RequestUri!, $"{Uri.EscapeDataString(credential.Name)}={Uri.EscapeDataString(text)}");
                    break;
                default:
                    AddCookie(message, $"{credential.Name}={Uri.EscapeDataString(text)}");
                    break;
            }
        }
    }

    private static Uri WithQuery(Uri address, string pair)
    {
        var text = address.OriginalString;
        return new Uri($"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{pair}");
    }

    private static void AddCookie(HttpRequestMessage message, string cookie)
    {
        var others = message.Headers.NonValidated.TryGetValues("Cookie", out var values) ? values.ToString() + "; " : "";
        message.Headers.Remove("Cookie");
        message.Headers.TryAddWithoutValidation("Cookie", others + cookie);
    }
}
