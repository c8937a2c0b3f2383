using System.Reflection;
using Mvc.Mcp.EndToEnd;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.Packages.Tests.Building;

/// <summary>The packages as <c>dotnet pack</c> makes them of what the tests were built with, in a folder that serves as a feed.</summary>
public sealed class PackageFeed
{
    private PackageFeed(string folder, string version) => (Folder, Version) = (folder, version);

    /// <summary>The folder with the packages.</summary>
    public string Folder { get; }

    /// <summary>The version that all of them have.</summary>
    public string Version { get; }

    /// <summary>Packs into <paramref name="folder"/>.</summary>
    public static async Task<PackageFeed> PackAsync(string folder)
    {
        var configuration = typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var project in Directory.EnumerateDirectories(Repository.PathTo("src")).Where(project => Directory.EnumerateFiles(project, "*.csproj").Any()))
        {
            var pack = DotNet.Command(project, "pack", "--no-build", "--configuration", configuration, "--output", folder, "--nologo");
            (await FiniteProcess.RunAsync(pack)).Succeeded();
        }

        const string Prefix = "Mvc.Mcp.OAuth.";
        return new PackageFeed(folder, Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(folder, $"{Prefix}*.nupkg").Single())[Prefix.Length..]);
    }
}
