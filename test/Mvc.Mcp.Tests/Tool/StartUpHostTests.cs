using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tool.Application;

namespace Mvc.Mcp.Tests.Tool;

/// <summary>An application may start a host of its own for a set-up before the one that is looked for.</summary>
public sealed class StartUpHostTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task A_host_that_does_not_use_Mvc_Mcp_is_passed_and_goes_on()
    {
        CatalogServer.IsPassed(new FileInfo(_file)).Should().BeFalse();
        Environment.SetEnvironmentVariable(CatalogServer.OutputVariable, _file);
        using var server = new CatalogServer(new ServiceCollection().BuildServiceProvider());

        await server.StartAsync(new NoApplication(), CancellationToken.None);

        CatalogServer.IsPassed(new FileInfo(_file)).Should().BeTrue("the process waits for the next, and this one runs on");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(CatalogServer.OutputVariable, null);
        File.Delete(_file);
    }

    private sealed class NoApplication : IHttpApplication<object>
    {
        public object CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(object context) => Task.CompletedTask;

        public void DisposeContext(object context, Exception? exception)
        {
        }
    }
}
