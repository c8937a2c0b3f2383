// Tools made for models: several of one action, fixed values, what is always in view, members of answers on request, and a
// search in the place of the list.

using System.Text.Json.Serialization;
using Mvc.Mcp;
using Shop.Data;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShopDb(builder.Configuration);

builder.Services.AddControllers()
    .AddApplicationPart(typeof(ShopDb).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp(options =>
    {
        // This sample signs nobody in.
        options.ExcludeTags.Add("Admin");

        // One more tool of an action that cannot be changed: what it sends is fixed, and it shows one argument.
        options.Tools.Add("list_furniture", "list_products", tool =>
        {
            tool.Description = "Lists furniture, cheapest first.";
            tool.Constants = ["category=Furniture", "pageSize=100"];
            tool.Only = ["maxPrice"];
        });

        // A call may say which members of the answer it wants: fields: ["items.name"].
        options.FieldSelection = true;
    });

var app = builder.Build();
app.Services.EnsureShopDb();
app.MapControllers();
app.MapMcp("/mcp");

// The same tools for a model that looks for them: the list has a search, two callers and what is pinned.
app.MapMcp("/mcp/search", options => options.Discovery = ToolDiscovery.Search);
app.Run();
