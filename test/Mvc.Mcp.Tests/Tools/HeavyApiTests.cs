using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using Mvc.Mcp.MeasuredApis;
using Mvc.Mcp.MeasuredApis.Heavy;

namespace Mvc.Mcp.Tests.Tools;

/// <summary>An API of 360 operations of which 70 answer with a type of 70 KB.</summary>
public sealed class HeavyApiTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public HeavyApiTests() => File.WriteAllText(_file, HeavyDocument.Write());

    [Fact]
    public async Task Its_list_has_at_most_a_third_of_the_tokens_of_all_schemas()
    {
        var (whole, _) = await ListAsync(options => options.MaxOutputSchemaLength = 0);
        var (list, warnings) = await ListAsync(_ => { });

        whole.Should().HaveCount(HeavyDocument.OperationCount);
        whole.Max(tool => tool.ProtocolTool.OutputSchema?.GetRawText().Length ?? 0).Should().BeGreaterThan(70_000);
        list.Sum(tool => DefinitionTokens.Wire(tool.ProtocolTool)).Should()
            .BeLessThanOrEqualTo(whole.Sum(tool => DefinitionTokens.Wire(tool.ProtocolTool)) / 3);
        list.Max(tool => tool.ProtocolTool.OutputSchema?.GetRawText().Length ?? 0).Should().BeLessThanOrEqualTo(8192, "clients compile what is announced");
        list.Count(tool => tool.ProtocolTool.OutputSchema is null).Should().Be(HeavyDocument.LargeAnswers);
        warnings.Should().ContainSingle().Which.Should().MatchRegex(
            @"^A model has to read about \d+,\d+ tokens of 360 tools .* The largest: get_part_\d+ \(\d+\)(, get_part_\d+ \(\d+\)){4}\. o\.Discovery = ToolDiscovery\.Search ");
    }

    [Fact]
    public async Task A_search_is_warned_of_nothing() =>
        (await ListAsync(options => options.Discovery = ToolDiscovery.Search)).Warnings.Should().BeEmpty();

    public void Dispose() => File.Delete(_file);

    private async Task<(IList<McpClientTool> Tools, IReadOnlyList<string> Warnings)> ListAsync(Action<McpOptions> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services.AddMcpServer().WithOpenApi(_file, options =>
        {
            options.OpenApi.OutputSchemas = true;
            configure(options);
        });
        await using var app = builder.Build();
        app.UseRouting();
        app.MapMcp("/mcp");
        await app.StartAsync();
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, app.GetTestServer().CreateClient(), ownsHttpClient: true));
        return (await client.ListToolsAsync(), app.Services.GetRequiredService<IMcpCatalog>().Warnings);
    }
}
