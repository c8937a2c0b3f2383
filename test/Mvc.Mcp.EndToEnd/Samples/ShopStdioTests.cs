using System.Diagnostics;
using System.Text.Json;
using ModelContextProtocol.Client;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopStdioTests : IDisposable
{
    private readonly SampleDatabase _database = new();

    [Fact]
    public async Task A_client_starts_the_application_and_calls_its_actions_as_its_user()
    {
        var command = Sample.Command("Shop.Stdio", _database.Argument);
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = command.FileName,
            Arguments = [.. command.ArgumentList],
            WorkingDirectory = command.WorkingDirectory,
            EnvironmentVariables = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        });
        // On a busy machine the application may take longer to start than the client allows a newer server to answer.
        await using var client = await McpClient.CreateAsync(
            transport, new McpClientOptions { DiscoverProbeTimeout = Timeout.InfiniteTimeSpan });

        (await client.ListToolsAsync()).Should().HaveCount(10).And.Contain(tool => tool.Name == "get_stats");
        var found = await client.CallToolAsync("list_products", new Dictionary<string, object?> { ["category"] = "Furniture" });
        found.StructuredContent!.Value.GetProperty("items")[0].GetProperty("name").GetString().Should().Be("Desk Chair");
        var stats = await client.CallToolAsync("get_stats");
        stats.IsError.Should().NotBe(true);
    }

    [Fact]
    public async Task Standard_output_carries_the_protocol_and_nothing_else()
    {
        var start = Sample.Command("Shop.Stdio", _database.Argument);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"end-to-end","version":"1.0.0"}}}""");
        await process.StandardInput.FlushAsync();

        // The answer first, and then whatever comes until the application ends with its input.
        var output = await process.StandardOutput.ReadLineAsync();
        process.StandardInput.Close();
        output += '\n' + await process.StandardOutput.ReadToEndAsync();

        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().NotBeEmpty()
            .And.OnlyContain(line => JsonDocument.Parse(line, default).RootElement.GetProperty("jsonrpc").GetString() == "2.0");
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
    }

    public void Dispose() => _database.Dispose();
}
