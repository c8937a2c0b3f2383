using System.Runtime.CompilerServices;

namespace Mvc.Mcp.Tests.OpenApi;

/// <summary>The public documents that stand beside the project.</summary>
internal static class PublicDocuments
{
    private static readonly string _folder = Path.GetFullPath(Path.Combine(Root(), "..", "shared", "openapi"));

    /// <summary>The path of the document; a test that misses it fails and says so.</summary>
    public static string At(string name)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"The test needs the public document {path}.", path);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
