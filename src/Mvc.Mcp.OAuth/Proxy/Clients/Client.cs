using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>An MCP client that registered here, or whose metadata document is trusted.</summary>
internal sealed class Client
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Whether the client said that it uses refresh tokens.</summary>
    public required bool MayRefresh { get; init; }

    /// <summary>The host of the client's metadata document, which vouches for its name; null for a registered client.</summary>
    public string? VouchedBy { get; init; }

    /// <summary>Stands for an identifier in envelopes, where its length would not fit.</summary>
    public static string BindingOf(string clientId) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(clientId)));
}
