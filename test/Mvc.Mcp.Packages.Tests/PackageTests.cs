using System.IO.Compression;
using System.Xml.Linq;
using Mvc.Mcp.EndToEnd;
using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

[Collection(ApplicationCollection.Name)]
public sealed class PackageTests(PackagedApplications applications)
{
    [Theory]
    [InlineData("Mvc.Mcp")]
    [InlineData("Mvc.Mcp.OAuth")]
    [InlineData("Mvc.Mcp.Explorer")]
    public void A_package_brings_readme_icon_licence_and_documentation(string id)
    {
        using var package = Open(id, "nupkg");

        package.Entries.Select(entry => entry.FullName).Should()
            .Contain(["README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"]);
        var nuspec = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open());
        var metadata = nuspec.Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        metadata["readme"].Should().Equal("README.md");
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
        readme.ReadLine().Should().Be($"# {id}", "each package has a readme of its own");
        metadata["icon"].Should().Equal("icon.png");
        metadata["license"].Should().Equal("MIT");
        metadata["description"].Single().Should().NotBeNullOrWhiteSpace();
        if (Path.Exists(Repository.PathTo(".git")))
            nuspec.Descendants().Single(element => element.Name.LocalName == "repository").Attribute("commit")!.Value.Should().HaveLength(40);
    }

    [Theory]
    [InlineData("Mvc.Mcp")]
    [InlineData("Mvc.Mcp.OAuth")]
    [InlineData("Mvc.Mcp.Explorer")]
    public void A_package_has_symbols(string id)
    {
        using var symbols = Open(id, "snupkg");

        symbols.Entries.Select(entry => entry.FullName).Should().Contain($"lib/net10.0/{id}.pdb");
    }

    private ZipArchive Open(string id, string extension) =>
        ZipFile.OpenRead(Path.Combine(applications.Feed.Folder, $"{id}.{applications.Feed.Version}.{extension}"));
}
