package example;

import com.pulumi.Pulumi;
import com.pulumi.stytch.StytchFunctions;
import com.pulumi.stytch.enums.ClientType;
import com.pulumi.stytch.inputs.GetConnectedAppsArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var partners = StytchFunctions.getConnectedApps(GetConnectedAppsArgs.builder()
                .clientType(ClientType.ThirdParty)
                .build());

            ctx.export("clientIds", partners.applyValue(found -> found.clientIds()));
        });
    }
}
