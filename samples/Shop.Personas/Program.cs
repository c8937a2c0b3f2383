// One application, several MCP endpoints: each has its own tools and its own authorization.

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Shop;
using Shop.Data;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShopDb(builder.Configuration);
builder.Services.AddControllers()
    .AddApplicationPart(typeof(ShopDb).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp();

builder.Services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
builder.Services.AddAuthorizationBuilder().AddPolicy("admin", policy => policy.RequireRole("admin"));

var app = builder.Build();
app.Services.EnsureShopDb();
app.MapControllers();

// Visitors look around, customers order as well, administrators do everything and must say who they are.
app.MapMcp("/mcp/visitor", options =>
{
    options.IncludeOperations.Add("list_products");
    options.IncludeOperations.Add("get_product");
    options.IncludeOperations.Add("get_product_picture");
});
app.MapMcp("/mcp/customer", options =>
{
    options.IncludeOperations.Add("list_products");
    options.IncludeOperations.Add("get_product");
    options.IncludeOperations.Add("get_product_picture");
    options.IncludeTags.Add("Orders");
});
app.MapMcp("/mcp/admin").RequireAuthorization("admin");

app.Lifetime.ApplicationStarted.Register(() =>
    Console.WriteLine($"For /mcp/admin: \"Authorization: Bearer {DemoToken.ForAdministrator(app.Services)}\""));
app.Run();
