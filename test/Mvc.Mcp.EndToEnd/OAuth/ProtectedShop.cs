using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The sample Shop.Protected as two processes behind a load balancer, with its identity provider.</summary>
public sealed class ProtectedShop : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-shop-");
    private readonly List<ServerProcess> _instances = [];
    private RoundRobin? _balancer;
    private IdentityProvider? _provider;

    public Uri Endpoint => new(_balancer!.Origin, "/mcp");

    /// <summary>How often any client asked for a user.</summary>
    public int Authorizations => _balancer!.Requests.Count(request => request.Path == "/oauth/authorize");

    public async Task InitializeAsync()
    {
        try
        {
            Node.Require();
        }
        catch (SkipException)
        {
            // Each test says so itself.
            return;
        }
        _balancer = await RoundRobin.StartAsync();
        _provider = await IdentityProvider.StartAsync(_balancer.Origin);
        var addresses = new List<Uri>();
        for (var i = 0; i < 2; i++)
        {
            // One after the other: the first makes the database.
            _instances.Add(Sample.Start("Shop.Protected",
                "--Mcp:OAuth:PublicOrigin", _balancer.Origin.GetLeftPart(UriPartial.Authority),
                "--Mcp:OAuth:ClientSecret", IdentityProvider.ClientSecret,
                "--Mcp:OAuth:AudienceParameter", "Resource",
                "--IdentityProvider", _provider.Issuer.GetLeftPart(UriPartial.Authority),
                "--Keys", _folder.FullName,
                "--ConnectionStrings:Shop", $"Data Source={Path.Combine(_folder.FullName, "shop.db")}"));
            addresses.Add(new Uri(await _instances[i].ReadAsync("Now listening on: (.+)")));
        }
        _balancer.Instances = addresses;
    }

    public async Task DisposeAsync()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        if (_balancer is not null)
            await _balancer.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
