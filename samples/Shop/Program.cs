using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.OpenApi;
using Shop;
using Shop.Data;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5080");

builder.Services.AddShopDb(builder.Configuration);
builder.Services.AddControllers()
    .AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
    .AddMcp();

builder.Services.AddSwaggerGen(options =>
{
    options.SwaggerDoc("v1", new OpenApiInfo
    {
        Title = "Shop",
        Version = "v1",
        Description = "A small shop: look for products, keep them up to date, and order them. Prices are in euros.",
    });
    options.SupportNonNullableReferenceTypes();
    options.IncludeXmlComments(typeof(Program).Assembly);
    options.AddSecurityDefinition("Bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
    options.AddSecurityRequirement(document => new() { [new OpenApiSecuritySchemeReference("Bearer", document)] = [] });
});

builder.Services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme)
    .AddBearerToken(options => options.BearerTokenExpiration = TimeSpan.FromDays(30));
builder.Services.AddAuthorization();

var app = builder.Build();

app.Services.EnsureShopDb();

app.UseSwagger();
app.UseSwaggerUI();
app.MapControllers();
app.MapMcp("/mcp");
if (app.Environment.IsDevelopment())
    app.MapMcpExplorer("/mcp-explorer");

app.Lifetime.ApplicationStarted.Register(() => Welcome.Print(app));
app.Run();
