// The shop with accounts of its own: ASP.NET Core Identity on SQLite, and no other identity provider. MCP clients sign their
// users in on the application's own page.

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NeoSmart.Caching.Sqlite;
using Shop.Controllers;
using Shop.Data;
using Shop.Identity;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;

// What such an application has anyway.
builder.Services.AddShopDb(settings);
builder.Services.AddDbContext<AccountsDb>(options => options.UseSqlite(settings.GetConnectionString("Accounts")));
builder.Services.AddIdentity<IdentityUser, IdentityRole>().AddEntityFrameworkStores<AccountsDb>();
builder.Services.AddRazorPages();
builder.Services.AddControllers()
    .AddApplicationPart(typeof(ProductsController).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp();

// Several instances serve one sign-in, and forget no revocation, if they share the folder of these.
if (settings["Shared"] is { } shared)
{
    builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(shared)).SetApplicationName("shop");
    builder.Services.AddSqliteCache(options => options.CachePath = Path.Combine(shared, "cache.db"), null!);
}

// What MCP clients need on top.
builder.Services.AddMcpOAuthProxy(builder.Configuration.GetSection("Mcp:OAuth"),
    options => options.SignInScheme = IdentityConstants.ApplicationScheme);

var app = builder.Build();

app.Services.EnsureShopDb();
await AccountsDb.EnsureAsync(app.Services);

app.MapRazorPages();
app.MapControllers().RequireAuthorization();
app.MapMcpOAuthProxy();
app.MapMcp("/mcp").RequireAuthorization();

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"""

      MCP endpoint   {app.Urls.First()}/mcp

      claude mcp add --transport http shop {app.Urls.First()}/mcp
      (then /mcp to sign in as {AccountsDb.DemoUser}, with the password {AccountsDb.DemoPassword})

    """));
app.Run();
