using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Mvc.Mcp;

namespace Shop;

/// <summary>Tells whoever started the shop how to connect to it.</summary>
internal static class Welcome
{
    public static void Print(WebApplication app)
    {
        var address = app.Urls.First();
        var tools = app.Services.GetRequiredService<IMcpCatalog>().Tools.Count;

        Console.WriteLine($"""

              MCP endpoint   {address}/mcp
              Tools          {tools}
              Swagger UI     {address}/swagger

            Connect Claude:
              claude mcp add --transport http shop {address}/mcp

            """);

        // A demonstration needs no identity provider: whoever can read the console is the administrator.
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"""
                To be the administrator, add this header (Claude: at the end of the line above, after --header):
                  "Authorization: Bearer {CreateToken(app.Services, "admin")}"

                """);
        }
    }

    private static string CreateToken(IServiceProvider services, string user)
    {
        const string Scheme = BearerTokenDefaults.AuthenticationScheme;
        var options = services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(Scheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], Scheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)
        {
            Properties = { ExpiresUtc = DateTimeOffset.UtcNow + options.BearerTokenExpiration },
        };
        return options.BearerTokenProtector.Protect(ticket);
    }
}
