using System.Reflection;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Packages;

/// <summary>The packages as <c>dotnet pack</c> makes them, in a folder that serves as a feed.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private static readonly string[] Projects = ["Mvc.Mcp", "Mvc.Mcp.Http", "Mvc.Mcp.OAuth", "Mvc.Mcp.Tool"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>An empty folder for an application that uses them, with the feed among its package sources.</summary>
    public string Application => Path.Combine(_folder.FullName, "application");

    /// <summary>A package cache of its own, so that no older package of the same version is taken.</summary>
    public string Cache => Path.Combine(_folder.FullName, "cache");

    /// <summary>The version that all of them have.</summary>
    public string Version { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var configuration = typeof(PackageFixture).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var project in Projects)
        {
            var pack = DotNet.Command(Repository.PathTo("src", project),
                "pack", "--no-build", "--configuration", configuration, "--output", Feed, "--nologo");
            (await FiniteProcess.RunAsync(pack)).Succeeded();
        }

        Version = Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(Feed, "Mvc.Mcp.Http.*.nupkg").Single())["Mvc.Mcp.Http.".Length..];
        Directory.CreateDirectory(Application);
        await File.WriteAllTextAsync(Path.Combine(Application, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packages under test" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
