// The shop behind an identity provider that knows neither MCP nor registration: a server built with OpenIddict, which
// starts along. Another one can be named instead: --IdentityProvider https://login.example.com

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Mvc.Mcp;
using Shop.Controllers;
using Shop.Data;
using Shop.Protected;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
await using var provider = await IdentityProvider.StartAsync(settings);

builder.Services.AddDbContext<ShopDb>(options => options.UseSqlite(settings.GetConnectionString("Shop")));
builder.Services.AddControllers()
    .AddApplicationPart(typeof(ProductsController).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    // Everybody sees every tool. Whoever calls one that needs more than was granted is asked for it.
    .AddMcp(options => options.ToolVisibility = ToolVisibility.All);

// Several instances serve one sign-in if they share these keys.
if (settings["Keys"] is { } keys)
    builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(keys)).SetApplicationName("shop");

// Tokens are the identity provider's, for this API, whoever asked for them.
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.Authority = settings["IdentityProvider"];
    options.Audience = settings["Mcp:OAuth:Audience"];
    options.RequireHttpsMetadata = !builder.Environment.IsDevelopment();
    options.MapInboundClaims = false;
});
builder.Services.AddAuthorizationBuilder()
    .AddPolicy("read", policy => policy.RequireAuthenticatedUser().RequireMcpScope("shop.read"))
    .AddPolicy("write", policy => policy.RequireAuthenticatedUser().RequireMcpScope("shop.write"));

builder.Services.AddMcpOAuthProxy(settings.GetSection("Mcp:OAuth"),
    options => options.MetadataAddress = new Uri($"{settings["IdentityProvider"]}/.well-known/openid-configuration"));

// Clients that run in a browser, such as the inspector.
builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
    .WithOrigins("http://localhost:6274", "http://127.0.0.1:6274")
    .AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("WWW-Authenticate", "Mcp-Session-Id")));

var app = builder.Build();

using (var scope = app.Services.CreateScope())
    scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreated();

app.UseCors();
app.UseAuthentication();
app.UseAuthorization();
app.MapMcpOAuthProxy();
app.MapMcp("/mcp").RequireAuthorization("read");
app.MapControllers().RequireAuthorization("read").Add(RequireScopeToWrite);

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"""

      MCP endpoint   {settings["Mcp:OAuth:PublicOrigin"]}/mcp

      claude mcp add --transport http shop {settings["Mcp:OAuth:PublicOrigin"]}/mcp      (then /mcp to sign in, as anybody)
      npx mcp-remote {settings["Mcp:OAuth:PublicOrigin"]}/mcp

    """));
app.Run();

// What reads needs one scope, what changes something another, over HTTP and as a tool alike.
static void RequireScopeToWrite(EndpointBuilder endpoint)
{
    if (endpoint.Metadata.OfType<HttpMethodMetadata>().Any(methods => !methods.HttpMethods.Contains(HttpMethods.Get)))
        endpoint.Metadata.Add(new AuthorizeAttribute("write"));
}
