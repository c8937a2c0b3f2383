namespace Mvc.Mcp.EndToEnd;

/// <summary>Where the sources are that a test starts: samples, scripts, npm packages.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, above the folder the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a file or folder of the repository.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mvc.Mcp.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No Mvc.Mcp.sln above {AppContext.BaseDirectory}.");
    }
}
