// Tools for any API that has an OpenAPI document, in whatever language it is written; here for the shop.
// Start the shop first: dotnet run --project samples/Shop

var builder = WebApplication.CreateBuilder(args);
var document = builder.Configuration["Shop:Document"] ?? "http://localhost:5080/swagger/v1/swagger.json";

builder.Services.AddMcpServer().WithOpenApi(document, options => options.OpenApi.RefreshInterval = TimeSpan.FromMinutes(10));

var app = builder.Build();
app.MapMcp("/mcp");
app.Run();
