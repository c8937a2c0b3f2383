namespace Mvc.Mcp.EndToEnd.Clients;

public sealed class NodeTests
{
    [SkippableFact]
    public async Task The_pinned_runtime_and_packages_are_the_ones_that_run()
    {
        Node.Require();

        var output = await Node.RunAsync(Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "Clients", "versions.mjs"), []);

        output.Succeeded().Trim().Should().Be("node 22, sdk 1.32.2, client 2.4.0");
    }
}
