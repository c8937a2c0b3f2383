using Mvc.Mcp.EndToEnd;

namespace Mvc.Mcp.Packages.Tests.Building;

/// <summary>
/// The applications of the folder <c>Applications</c> and of the SDK's templates, built once from the packages, all of them
/// by one restore and one build.
/// </summary>
public sealed class PackagedApplications : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-applications-");

    // Packages of others are kept between runs: those that the repository itself does not use would be fetched each time.
    private readonly string _cache = Repository.PathTo("test", "Mvc.Mcp.Packages.Tests", "obj", "packages");

    /// <summary>The packages.</summary>
    public PackageFeed Feed { get; private set; } = null!;

    /// <summary>Where the applications are.</summary>
    internal ApplicationFolder Folder { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Feed = await PackageFeed.PackAsync(Path.Combine(_folder.FullName, "feed"));
        var applications = _folder.CreateSubdirectory("applications").FullName;
        Folder = new ApplicationFolder(applications, _cache);
        ForgetOlderPackages();
        Folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packages under test" value="{Feed.Folder}" />
              </packageSources>
            </configuration>
            """);
        Folder.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <MvcMcpVersion>{Feed.Version}</MvcMcpVersion>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        // The SDK's templates name the version that came with the SDK.
        Folder.Write("Directory.Build.targets", """
            <Project>
              <ItemGroup>
                <PackageReference Update="Microsoft.AspNetCore.OpenApi" Version="10.0.15" />
              </ItemGroup>
            </Project>
            """);
        await Templates.MakeAsync(Folder);
        if (Repository.PathTo("test", "Mvc.Mcp.Packages.Tests", "Applications") is var own && Directory.Exists(own))
            Folder.Copy(own);
        await Folder.RunAsync(["new", "sln", "--name", "Applications"]);
        await Folder.RunAsync(["sln", "add", .. Directory.EnumerateFiles(applications, "*.csproj", SearchOption.AllDirectories)]);
        await Folder.RunAsync("build", "--nologo", "--verbosity", "quiet");
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The assembly of the application of that name.</summary>
    public string AssemblyOf(string name) => Path.Combine(FolderOf(name), "bin", "Debug", "net10.0", $"{name}.dll");

    /// <summary>Starts the application of that name on a port of its own.</summary>
    internal Task<RunningApplication> StartAsync(string name, params IEnumerable<string> arguments) =>
        RunningApplication.StartAsync(FolderOf(name), AssemblyOf(name), arguments);

    private string FolderOf(string name) => Path.Combine(_folder.FullName, "applications", name);

    // A package of the same version, packed before, would be taken for this one.
    private void ForgetOlderPackages()
    {
        foreach (var package in Directory.CreateDirectory(_cache).EnumerateDirectories("mvc.mcp*"))
            package.Delete(recursive: true);
    }
}
