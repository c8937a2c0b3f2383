using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.Packages;

[Collection(PackageCollection.Name)]
public sealed class ToolPackageTests(PackageFixture packages) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-tool-");

    [Fact]
    public async Task The_tool_is_installed_from_its_package_and_lists_an_application()
    {
        var install = DotNet.Command(
            packages.Application, "tool", "install", "Mvc.Mcp.Tool", "--version", packages.Version, "--tool-path", _folder.FullName);
        install.Environment["NUGET_PACKAGES"] = packages.Cache;
        (await FiniteProcess.RunAsync(install)).Succeeded();

        // As "dotnet mvc-mcp" finds it where the tool is on the path.
        var list = DotNet.Command(_folder.FullName, "mvc-mcp", "list", Sample.Command("Shop").ArgumentList[0]);
        list.Environment["PATH"] = _folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        list.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"));
        list.Environment["ConnectionStrings__Shop"] = $"Data Source={Path.Combine(_folder.FullName, "shop.db")}";

        (await FiniteProcess.RunAsync(list)).Succeeded().Should().Contain("get_product");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
