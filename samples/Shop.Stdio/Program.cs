// The shop's actions for a client that starts the application itself and talks to it over standard input and output.
// No port is opened:  claude mcp add shop -- dotnet run --project samples/Shop.Stdio

using System.Security.Claims;
using System.Text.Json.Serialization;
using Shop.Data;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);

builder.Services.AddShopDb(builder.Configuration);
builder.Services.AddControllers()
    .AddApplicationPart(typeof(ShopDb).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp();

var app = builder.Build();
app.Services.EnsureShopDb();
app.MapControllers();

// Whoever can start the process can read its database too: that makes an administrator.
await app.RunMcpStdioAsync(options =>
    options.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, Environment.UserName)], "process")));
