using System.Text;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>A credential that the calls of an operation carry.</summary>
/// <param name="Credential">Where its value comes from.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Name">Its name there.</param>
/// <param name="HttpScheme">The scheme of <c>Authorization</c>; null where the value stands as it is.</param>
internal sealed record CredentialUse(McpCredential Credential, ParameterLocation Location, string Name, string? HttpScheme)
{
    /// <summary>What is sent for a value.</summary>
    public string Write(string value) => HttpScheme?.ToUpperInvariant() switch
    {
        null => value,
        "BASIC" => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
        "BEARER" => "Bearer " + value,
        _ => $"{HttpScheme} {value}",
    };
}
