using System.Diagnostics.CodeAnalysis;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Tells the address of a document from the path of a file.</summary>
internal static class DocumentLocation
{
    /// <summary>Whether <paramref name="location"/> is fetched over HTTP.</summary>
    public static bool IsWeb(string location, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(location, UriKind.Absolute, out address) &&
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
