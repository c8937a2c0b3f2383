using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>No caller makes series of metrics: whatever stands in a tag, the application has named.</summary>
public class MetricTests
{
    [Fact]
    public async Task No_tag_has_a_value_that_a_caller_chose()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ItemsController)], options => options.Rules.Add(new() { Pattern = "^/notes/", Kind = McpKind.ResourceTemplate }));
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        var seen = new ConcurrentDictionary<string, bool>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "Mvc.Mcp" && instrument.Meter.Scope == meters)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Note(tags));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Note(tags));
        listener.Start();
        await using var client = await app.ConnectAsync();

        for (var i = 0; i < 20; i++)
        {
            await client.CallToolAsync("item", CallExtensions.Arguments(new { id = $"chosen-{i}" }));
            await client.CallToolAsync("item", new Dictionary<string, object?> { [$"chosen-{i}"] = 1 });
            await Ignore(client.CallToolAsync($"chosen-{i}").AsTask());
            await client.ReadResourceAsync($"api:///notes/chosen-{i}");
            await Ignore(client.ReadResourceAsync($"api:///chosen-{i}").AsTask());
        }

        seen.Keys.Should().BeEquivalentTo(
            "gen_ai.tool.name=item", "gen_ai.tool.name=note", "mvc_mcp.outcome=200", "mvc_mcp.outcome=404", "mvc_mcp.outcome=refused");

        void Note(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (name, value) in tags)
                seen[$"{name}={value}"] = true;
        }
    }

    private static async Task Ignore(Task call)
    {
        try
        {
            await call;
        }
        catch (McpException)
        {
            // The client is told; what counts is what is measured.
        }
    }

    [ApiController]
    public sealed class ItemsController : ControllerBase
    {
        [HttpGet("items/{id}", Name = "item")]
        public ActionResult<string> Item(string id) => id.EndsWith('7') ? NotFound() : id;

        [HttpGet("notes/{id}", Name = "note")]
        public string Note(string id) => id;
    }
}
