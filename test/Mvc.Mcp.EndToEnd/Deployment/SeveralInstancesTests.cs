using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;
using Yarp.ReverseProxy.Configuration;

namespace Mvc.Mcp.EndToEnd.Deployment;

/// <summary>Two instances of the shop behind a proxy that sends requests to each in turn.</summary>
public sealed class SeveralInstancesTests : IAsyncLifetime
{
    private const int Clients = 8;
    private const int CallsOfEach = 25;

    private readonly SampleDatabase _database = new();
    private ServerProcess _first = null!;
    private ServerProcess _second = null!;
    private WebApplication _proxy = null!;

    public async Task InitializeAsync()
    {
        // One after the other: the first makes the database.
        _first = Sample.Start("Shop", _database.Argument);
        var first = await _first.ReadAddressAsync();
        _second = Sample.Start("Shop", _database.Argument);
        _proxy = await StartProxyAsync(first, await _second.ReadAddressAsync());
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_client_that_retries_loses_no_call_when_an_instance_is_killed_under_load()
    {
        var answers = new ConcurrentBag<string>();
        var failures = 0;
        var someDone = new TaskCompletionSource();
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ConnectAsync()));

        var load = clients.Select(client => Task.Run(async () =>
        {
            for (var call = 0; call < CallsOfEach; call++)
            {
                answers.Add(await RetryAsync(client, () => Interlocked.Increment(ref failures)));
                if (answers.Count == Clients * CallsOfEach / 4)
                    someDone.TrySetResult();
            }
        })).ToArray();
        await someDone.Task;
        await _first.DisposeAsync();
        await Task.WhenAll(load);

        answers.Should().HaveCount(Clients * CallsOfEach).And.OnlyContain(name => name == "Laptop");
        failures.Should().BePositive("the instance was killed while calls went to it");
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    private static async Task<string> RetryAsync(McpClient client, Action failed)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await client.CallToolAsync("get_product", new Dictionary<string, object?> { ["id"] = 1 });
                return result.StructuredContent!.Value.GetProperty("name").GetString()!;
            }
            // The other instance is next in turn, but other clients take turns as well.
            catch (Exception) when (attempt < 20)
            {
                failed();
            }
        }
    }

    private async Task<McpClient> ConnectAsync() => await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(new Uri(_proxy.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
    }));

    private static async Task<WebApplication> StartProxyAsync(params Uri[] instances)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "shop", ClusterId = "shop", Match = new RouteMatch { Path = "{**all}" } }],
            [new ClusterConfig
            {
                ClusterId = "shop",
                LoadBalancingPolicy = "RoundRobin",
                Destinations = instances.ToDictionary(instance => instance.Authority, instance => new DestinationConfig { Address = instance.AbsoluteUri }),
            }]);
        var proxy = builder.Build();
        proxy.MapReverseProxy();
        await proxy.StartAsync();
        return proxy;
    }
}
