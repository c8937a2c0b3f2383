using System.Reflection;
using System.Text.Json.Nodes;
using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.Tool;

/// <summary><c>dotnet mvc-mcp</c> over the samples, as built together with the tests.</summary>
public sealed class ToolTests : IDisposable
{
    private static readonly string _configuration =
        typeof(ToolTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-");

    [Fact]
    public async Task It_lists_tools_with_their_operations_inputs_and_tokens_and_what_was_left_out()
    {
        var table = (await RunAsync("list", Assembly("Shop"))).Succeeded();

        table.Should().MatchRegex(@"(?m)^get_product +Tool +GET /products/\{id\} +id\* +\d+ +\d+\s*$");
        table.Should().MatchRegex(@"(?m)^list_products +Tool +GET /products +category, maxPrice, page, pageSize +\d+ +\d+\s*$");
        table.Should().MatchRegex(@"(?m)^10 in all, 10 listed: \d+ tokens visible to a model, \d+ on the wire \(o200k\)\.\s*$");
        table.Should().MatchRegex(@"(?m)^GET /internal/health +\[McpIgnore\]");
    }

    [Fact]
    public async Task It_shows_what_authorization_keeps_from_an_anonymous_caller()
    {
        var json = JsonNode.Parse((await RunAsync("list", Assembly("Shop"), "--json")).Succeeded())!;

        var hidden = json["endpoints"]![0]!["hidden"]!.AsArray().Select(name => (string)name!).ToArray();
        hidden.Should().NotBeEmpty().And.NotContain(["list_products", "get_product"]);
        (await RunAsync("list", Assembly("Shop"))).Succeeded().Should().Contain($"Kept from an anonymous caller: {string.Join(", ", hidden)}.");
    }

    [Fact]
    public async Task A_project_is_as_good_as_its_assembly()
    {
        var project = Repository.PathTo("samples", "Shop");
        var ofFolder = (await RunAsync("list", project, "--no-build", "-c", _configuration, "--json")).Succeeded();
        var ofAssembly = (await RunAsync("list", Assembly("Shop"), "--json")).Succeeded();

        ofFolder.Should().Be(ofAssembly);
    }

    [Fact]
    public async Task A_failure_of_the_application_is_printed_once()
    {
        var failed = await FiniteProcess.RunAsync(Command($"Data Source={Path.Combine(_folder.FullName, "none", "shop.db")}", "list", Assembly("Shop")));

        failed.ExitCode.Should().Be(2);
        failed.Error.Should().Contain("Shop.dll ended before it showed what it offers.");
        failed.Error.Split("unable to open database file").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_folder_without_a_project_is_refused_in_a_line()
    {
        var empty = await RunAsync("list", _folder.FullName);

        empty.ExitCode.Should().Be(2);
        empty.Error.Should().Contain("has no project");
    }

    [Fact]
    public async Task It_shows_the_largest_first_on_request()
    {
        var table = (await RunAsync("list", Assembly("Shop"), "--sort", "size")).Succeeded();

        var sizes = System.Text.RegularExpressions.Regex.Matches(table, @"(?m)^\w+ +Tool .* (\d+)\s*$").Select(row => int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        sizes.Should().HaveCount(10).And.BeInDescendingOrder();
    }

    [Fact]
    public async Task It_lists_every_endpoint_that_has_tools_of_its_own()
    {
        var json = JsonNode.Parse((await RunAsync("list", Assembly("Shop.Personas"), "--json")).Succeeded())!;

        json["endpoints"]!.AsArray().Select(endpoint => (string?)endpoint!["routes"]![0]).Should()
            .Equal("/mcp/admin", "/mcp/customer", "/mcp/visitor");
        json["endpoints"]!.AsArray().Select(endpoint => endpoint!["items"]!.AsArray().Count).Should().Equal(10, 6, 3);
    }

    [Fact]
    public async Task A_kept_list_is_the_same_until_a_contract_changes_which_fails()
    {
        var list = (await RunAsync("list", Assembly("Shop"), "--json")).Succeeded();
        var file = Path.Combine(_folder.FullName, "tools.json");
        await File.WriteAllTextAsync(file, list);
        (await RunAsync("diff", file, Assembly("Shop"))).Succeeded().Should().BeEmpty();

        await File.WriteAllTextAsync(file, list.Replace("\"maxPrice\"", "\"maximumPrice\""));
        var changed = await RunAsync("diff", file, Assembly("Shop"));

        changed.ExitCode.Should().Be(1);
        changed.Output.Should().StartWith("changed  Tool list_products at /mcp: inputSchema");
    }

    [Fact]
    public async Task What_is_no_application_is_refused_in_a_line()
    {
        var missing = await RunAsync("list", Path.Combine(_folder.FullName, "Missing.dll"));

        missing.ExitCode.Should().Be(2);
        missing.Error.Should().Contain("Missing.dll").And.Contain("Build it first");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ProcessOutput> RunAsync(params string[] arguments) =>
        FiniteProcess.RunAsync(Command($"Data Source={Path.Combine(_folder.FullName, "shop.db")}", arguments));

    private System.Diagnostics.ProcessStartInfo Command(string database, params string[] arguments)
    {
        var start = DotNet.Command(
            _folder.FullName,
            [Repository.PathTo("src", "Mvc.Mcp.Tool", "bin", _configuration, "net10.0", "dotnet-mvc-mcp.dll"), .. arguments]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Shop"] = database;
        return start;
    }

    private static string Assembly(string sample) => Sample.Command(sample).ArgumentList[0];
}
