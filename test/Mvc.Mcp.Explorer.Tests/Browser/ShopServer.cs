using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shop;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>The sample shop on a real server, with a database of its own; one of its actions comes and goes.</summary>
public sealed class ShopServer : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("explorer-");
    private readonly LateAction _late = new("GetStats");

    public ShopServer()
    {
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where the explorer is.</summary>
    public Uri Explorer => new(ClientOptions.BaseAddress, "/mcp-explorer/");

    /// <summary>A token of the administrator.</summary>
    public string AdministratorToken => DemoToken.ForAdministrator(Services);

    /// <summary>Lets <c>get_stats</c> in, or takes it out again.</summary>
    public void ShowLateTool(bool isIn) => _late.Show(isIn);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        _late.Show(true);
        builder.UseEnvironment("Development");
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:Shop", $"Data Source={Path.Combine(_folder.FullName, "shop.db")}");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IActionDescriptorChangeProvider>(_late);
            services.Configure<MvcOptions>(options => options.Conventions.Add(_late));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
