using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

[Collection(ApplicationCollection.Name)]
public sealed class ToolPackageTests(PackagedApplications applications) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-tool-");

    [Fact]
    public async Task The_tool_is_installed_from_its_package_and_lists_an_application()
    {
        await applications.Folder.RunAsync(
            "tool", "install", "Mvc.Mcp.Tool", "--version", applications.Feed.Version, "--tool-path", _folder.FullName);

        // As "dotnet mvc-mcp" finds it where the tool is on the path.
        var list = DotNet.Command(_folder.FullName, "mvc-mcp", "list", applications.AssemblyOf("TemplateControllers"));
        list.Environment["PATH"] = _folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        list.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"));

        (await FiniteProcess.RunAsync(list)).Succeeded().Should().Contain("Products_List");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
