using Mvc.Mcp.Tool;

return await MvcMcpCommand.Create().Parse(args).InvokeAsync();
