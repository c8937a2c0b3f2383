using Mvc.Mcp;

namespace Shop;

/// <summary>Tells whoever started the shop how to connect to it.</summary>
internal static class Welcome
{
    public static void Print(WebApplication app)
    {
        var address = app.Urls.First();
        var tools = app.Services.GetRequiredService<IMcpCatalog>().Tools.Count;

        var explorer = app.Environment.IsDevelopment() ? $"{address}/mcp-explorer" : "in Development";

        Console.WriteLine($"""

              MCP endpoint   {address}/mcp
              Tools          {tools}
              Explorer       {explorer}
              Swagger UI     {address}/swagger

            Connect Claude:
              claude mcp add --transport http shop {address}/mcp

            """);

        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"""
                To be the administrator, add this header (Claude: at the end of the line above, after --header):
                  "Authorization: Bearer {DemoToken.ForAdministrator(app.Services)}"

                """);
        }
    }
}
