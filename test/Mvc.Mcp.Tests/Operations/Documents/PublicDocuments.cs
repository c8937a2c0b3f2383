using Mvc.Mcp.EndToEnd;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>The public documents that stand beside the project.</summary>
internal static class PublicDocuments
{
    private static readonly string _folder = Repository.PathTo("..", "shared", "openapi");

    /// <summary>The path of the document; a test that misses it fails and says so.</summary>
    public static string At(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, name));
        return File.Exists(path) ? path : throw new FileNotFoundException($"The test needs the public document {path}.", path);
    }
}
