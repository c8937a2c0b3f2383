// Which actions become tools, under which names, and tools of one's own beside them.

using System.Text.Json.Serialization;
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

        options.ToolNames["create_order"] = "place_order";
        options.ConfigureTool = (tool, operation) => tool.Description += $" ({operation.Method} {operation.Path})";
    });
builder.Services.AddSwaggerGen(options => options.IncludeXmlComments(typeof(ShopDb).Assembly));

// Tools written by hand stand in the same list.
builder.Services.AddMcpServer().WithTools<GiftTools>();

var app = builder.Build();
app.Services.EnsureShopDb();
app.MapControllers();
app.MapMcp("/mcp");
app.Run();
