using Mvc.Mcp.EndToEnd;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>The descriptions of real APIs in the folder <c>Documents</c>, where their sources and licences are named.</summary>
internal static class PublicDocuments
{
    /// <summary>The path of the document.</summary>
    public static string At(string name) => Repository.PathTo("test", "Mvc.Mcp.Tests", "OpenApi", "Documents", name);
}
