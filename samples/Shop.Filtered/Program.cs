// Which actions become tools and under which names, which become resources, and what stands beside them: minimal APIs and
// tools written by hand.

using System.Text.Json.Serialization;
using Mvc.Mcp;
using Shop.Data;
using Shop.Filtered;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShopDb(builder.Configuration);

builder.Services.AddControllers()
    .AddApplicationPart(typeof(ShopDb).Assembly)
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp(options =>
    {
        // Nothing of these is listed or callable.
        options.ExcludeTags.Add("Admin");
        options.ExcludeOperations.Add("delete_product");

        // What a client may attach to a conversation by itself: GET /products/{id} and its picture.
        options.Rules.Add(new OperationRule { Methods = ["GET"], Pattern = @"^/products/\{id\}", Kind = McpKind.ResourceTemplate });

        // app.MapGet() and the like, by the same rules.
        options.IncludeMinimalApis = true;

        options.ToolNames["create_order"] = "place_order";
        options.ConfigureTool = (tool, operation) => tool.Description += $" ({operation.Method} {operation.Path})";
    });

// Tools written by hand stand in the same list.
builder.Services.AddMcpServer().WithTools<GiftTools>();

var app = builder.Build();
app.Services.EnsureShopDb();
app.MapControllers();
app.MapGet("/opening-hours", () => "Monday to Friday, 9 to 18.")
    .WithMcpTool(name: "get_opening_hours", description: "Says when the shop's people answer the telephone.");
app.MapMcp("/mcp");
app.Run();
