using System.Text.Json.Nodes;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.Conformance;

/// <summary>
/// Runs the official conformance suite, at the version pinned in <c>build/package.json</c> and without a list of
/// expected failures, against an application on Kestrel.
/// </summary>
public sealed class ConformanceTests : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory("mcp-conformance-");

    [SkippableTheory]
    [InlineData("2025-11-25", new[] { "server-session-lifecycle", "json-schema-2020-12", "dns-rebinding-protection" })]
    [InlineData("2026-07-28", new[] { "server-stateless", "http-header-validation", "http-custom-header-server-validation", "json-schema-2020-12" })]
    public async Task Nothing_is_found_against_the_requirements_of_a_revision(string requirements, string[] amongThem)
    {
        Node.Require();
        await using var app = await ConformanceApplication.StartAsync();

        var address = app.Urls.Single() + "/mcp";
        // The suite allows some answers two seconds, in which a busy machine may still compile the first of their kind.
        await RunAsync(["server", "--url", address, "--scenario", "server-stateless"]);

        var suite = await RunAsync(["server", "--url", address, "--requirements", requirements, "-o", _results.FullName]);

        suite.ExitCode.Should().Be(0, suite.Output + suite.Error);

        // The suite scores what the revision required when it was published; what it has learned since counts as well.
        var checks = ReadChecks().Where(check => !IsExtension(check.Scenario)).ToList();
        checks.Where(check => check.Status == "FAILURE").Should().BeEmpty();
        foreach (var scenario in amongThem)
            checks.Should().Contain(check => check.Scenario.StartsWith($"server-{scenario}-", StringComparison.Ordinal) && check.Status == "SUCCESS");
    }

    public void Dispose() => _results.Delete(recursive: true);

    private static Task<ProcessOutput> RunAsync(string[] arguments) =>
        Node.RunAsync(Node.Package("@modelcontextprotocol/conformance/dist/index.js"), arguments);

    /// <summary>Tasks are an extension of the protocol, and none that an HTTP API has a use for.</summary>
    private static bool IsExtension(string scenario) => scenario.StartsWith("server-tasks-", StringComparison.Ordinal);

    private IEnumerable<(string Scenario, string Status, string Text)> ReadChecks() =>
        from folder in _results.EnumerateDirectories()
        from check in JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "checks.json")))!.AsArray()
        select (folder.Name, check!["status"]!.ToString(), $"{check["id"]}: {check["errorMessage"]}");
}
