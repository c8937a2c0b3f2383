using System.Diagnostics;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Packages;

[Collection(PackageCollection.Name)]
public sealed class NewApplicationTests(PackageFixture packages)
{
    [Fact]
    public async Task Two_lines_make_tools_of_a_new_web_api()
    {
        await RunAsync("new", "webapi", "--use-controllers", "--no-openapi", "--no-https", "--no-restore", "--output", ".", "--name", "Weather");
        Edit("Program.cs",
            ("AddControllers();", "AddControllers().AddMcp();"),
            ("app.MapControllers();", "app.MapControllers();\napp.MapMcp(\"/mcp\");"));
        await RunAsync("add", "package", "Mvc.Mcp", "--version", packages.Version, "--no-restore");
        await RunAsync("build", "--nologo");

        await using var app = ServerProcess.Start(Command("run", "--no-build", "--no-launch-profile", "--urls", "http://127.0.0.1:0"));
        var endpoint = new Uri(new Uri(await app.ReadAsync(@"Now listening on: (\S+)")), "/mcp");
        var client = new DotNetClient();

        (await client.ListToolsAsync(endpoint, null)).Should().Equal("WeatherForecast_Get");
        var answer = await client.CallToolAsync(endpoint, "WeatherForecast_Get", new { }, null);
        answer.IsError.Should().BeFalse(answer.ToString());
        answer.Text.Should().Contain("temperatureC");
    }

    private async Task RunAsync(params IEnumerable<string> arguments) =>
        (await FiniteProcess.RunAsync(Command(arguments))).Succeeded();

    private ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var start = DotNet.Command(packages.Application, arguments);
        // The packages under test go to a cache of their own; all others come from the user's, without a download.
        start.Environment["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = packages.Cache;
        // Variables of the build that runs the tests are not this application's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        return start;
    }

    private void Edit(string name, params IEnumerable<(string Old, string New)> changes)
    {
        var file = Path.Combine(packages.Application, name);
        var text = File.ReadAllText(file);
        foreach (var (old, @new) in changes)
        {
            text.Should().Contain(old);
            text = text.Replace(old, @new, StringComparison.Ordinal);
        }

        File.WriteAllText(file, text);
    }
}
