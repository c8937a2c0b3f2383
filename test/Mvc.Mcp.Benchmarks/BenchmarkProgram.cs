using System.CommandLine;
using BenchmarkDotNet.Running;
using Mvc.Mcp.Benchmarks.Definitions;
using Mvc.Mcp.Benchmarks.Load;
using Mvc.Mcp.Benchmarks.Ratios;

namespace Mvc.Mcp.Benchmarks;

/// <summary>The ratios, or, without a command, BenchmarkDotNet over the parts with its own options (<c>--filter '*'</c>).</summary>
internal static class BenchmarkProgram
{
    private static Task<int> Main(string[] args)
    {
        if (args is [DefinitionsCommand.Name or RatioCommand.Name or ServeCommand.Name or SoakCommand.Name or "--help", ..])
        {
            var root = new RootCommand("Measures Mvc.Mcp.") { DefinitionsCommand.Create(), RatioCommand.Create(), ServeCommand.Create(), SoakCommand.Create() };
            return root.Parse(args).InvokeAsync();
        }

        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args);
        return Task.FromResult(0);
    }
}
