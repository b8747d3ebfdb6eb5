package example;

import com.pulumi.Pulumi;
import com.pulumi.stytch.StytchFunctions;
import com.pulumi.stytch.inputs.GetConnectedAppArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var cli = StytchFunctions.getConnectedApp(GetConnectedAppArgs.builder()
                .clientName("Example CLI")
                .build());

            ctx.export("clientId", cli.applyValue(found -> found.clientId()));
        });
    }
}
