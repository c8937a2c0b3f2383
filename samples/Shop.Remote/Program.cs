// The shop's tools in an application of their own, for an API that shall not change, or runs where no client reaches it.
// Start the shop first: dotnet run --project samples/Shop

using System.Text.Json.Serialization;
using Shop.Controllers;

var builder = WebApplication.CreateBuilder(args);
var shop = new Uri(builder.Configuration["Shop:Address"] ?? "http://localhost:5080");

builder.Services.AddControllers()
    .AddApplicationPart(typeof(ProductsController).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp(options => options.ForwardTo("shop", client => client.BaseAddress = shop));

var app = builder.Build();
app.MapMcp("/mcp");
app.Run();
