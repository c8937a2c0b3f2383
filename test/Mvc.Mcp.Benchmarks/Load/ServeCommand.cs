using System.CommandLine;
using Mvc.Mcp.Benchmarks.Subject;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary><c>serve</c>: the server process of the ratios. It prints the address of each application and ends with its input.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var hosts = new Argument<string[]>("applications") { Description = "How many actions each application has; with -stateless, it has no sessions." };
        var command = new Command(Name, "Serves the applications under measurement until the input ends.") { hosts };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            foreach (var host in parsed.GetRequiredValue(hosts))
            {
                var app = ShopApplication.Build(HostSpec.Parse(host));
                await app.StartAsync(cancellationToken);
                Console.WriteLine(app.Urls.Single());
            }

            await Console.In.ReadToEndAsync(cancellationToken);
        });
        return command;
    }
}
