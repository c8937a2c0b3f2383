using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Execution.Forwarding;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Endpoints;

/// <summary>What an action sees of the connection that brought the tool call.</summary>
public class ConnectionTests
{
    public record Seen(string Scheme, string Host, string PathBase, string? Remote, string Protocol, string? Certificate, string? Link);

    [Route("connection")]
    public class ConnectionController : ControllerBase
    {
        [HttpGet(Name = "look")]
        public Seen Look() => new(
            Request.Scheme,
            Request.Host.Value!,
            Request.PathBase.Value!,
            HttpContext.Connection.RemoteIpAddress?.ToString(),
            Request.Protocol,
            HttpContext.Connection.ClientCertificate?.Subject,
            Url.RouteUrl("look", values: null, Request.Scheme));
    }

    [Fact]
    public async Task A_path_base_is_part_of_the_address_and_of_links()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ConnectionController)],
            pipeline: web =>
            {
                web.UsePathBase("/shop");
                web.UseRouting();
            });
        await using var client = await app.ConnectAsync("/shop/mcp");

        var seen = await LookAsync(client);

        seen.PathBase.Should().Be("/shop");
        seen.Link.Should().Be("http://localhost/shop/connection");
    }

    [Fact]
    public async Task What_a_trusted_proxy_says_of_the_caller_is_what_the_action_sees()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ConnectionController)],
            services: services => services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.All;
                options.KnownProxies.Clear();
                options.KnownIPNetworks.Clear();
            }),
            pipeline: web =>
            {
                web.UseForwardedHeaders();
                web.UseRouting();
            });
        await using var client = await app.ConnectAsync(
            "/mcp",
            ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "shop.example"), ("X-Forwarded-Prefix", "/api"));

        var seen = await LookAsync(client);

        seen.Scheme.Should().Be("https");
        seen.Host.Should().Be("shop.example");
        seen.Remote.Should().Be("203.0.113.7");
        seen.Link.Should().Be("https://shop.example/api/connection");
    }

    [Fact]
    public async Task A_proxy_on_the_same_machine_passes_a_public_name_that_is_allowed()
    {
        await using var app = await StartKestrelAsync(_ => { }, builder => builder.Configuration["AllowedHosts"] = "shop.example");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Host = "shop.example";
        await using var client = await ConnectAsync(app, http);

        (await LookAsync(client)).Host.Should().Be("shop.example");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_client_certificate_is_what_the_action_sees(string version)
    {
        using var server = Certificate("localhost");
        using var ada = Certificate("ada");
        await using var app = await StartKestrelAsync(listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = server,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == ada.Thumbprint,
        }));
        using var http = new HttpClient(new InVersion(new Version(version), new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [ada],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == server.Thumbprint,
            },
        }));
        await using var client = await ConnectAsync(app, http);

        var seen = await LookAsync(client);

        seen.Scheme.Should().Be("https");
        seen.Certificate.Should().Be("CN=ada");
        seen.Protocol.Should().Be(version == "2.0" ? "HTTP/2" : "HTTP/1.1");
    }

    private static async Task<WebApplication> StartKestrelAsync(
        Action<ListenOptions> listen, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen));
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().UseOnlyControllers(typeof(ConnectionController)).AddMcp();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return app;
    }

    private static Task<McpClient> ConnectAsync(WebApplication app, HttpClient http) => McpClient.CreateAsync(new HttpClientTransport(
        new HttpClientTransportOptions
        {
            Endpoint = new Uri(ForwardedApp.AddressOf(app) + "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
        },
        http));

    private static async Task<Seen> LookAsync(McpClient client) =>
        System.Text.Json.JsonSerializer.Deserialize<Seen>(
            (await client.CallToolAsync("look")).StructuredContent!.Value, System.Text.Json.JsonSerializerOptions.Web)!;

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // A key that lives in memory alone is not one that every platform's TLS can use.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private sealed class InVersion(Version version, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = version;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
